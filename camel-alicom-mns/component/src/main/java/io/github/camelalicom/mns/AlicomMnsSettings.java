/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.github.camelalicom.mns;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

import org.apache.camel.util.URISupport;

import io.github.camelalicom.mns.consumer.ConsumerSettings;
import io.github.camelalicom.mns.consumer.ConsumerSettings.LeaseSettings;
import io.github.camelalicom.mns.consumer.ConsumerSettings.Redelivery;
import io.github.camelalicom.mns.gateway.Durations;
import io.github.camelalicom.mns.gateway.GatewaySettings;
import io.github.camelalicom.mns.gateway.ProxySettings;
import io.github.camelalicom.mns.gateway.QuerySettings;
import io.github.camelalicom.mns.options.InvalidOptionException;
import io.github.camelalicom.mns.options.MnsRegion;
import io.github.camelalicom.mns.options.OptionChecks;
import io.github.camelalicom.mns.options.ServiceEndpoints;
import io.github.camelalicom.mns.options.ServiceEndpoints.Service;
import io.github.camelalicom.mns.receipt.ReceiptBody;

import static io.github.camelalicom.mns.options.OptionChecks.isSet;
import static io.github.camelalicom.mns.options.OptionChecks.range;
import static io.github.camelalicom.mns.options.OptionChecks.together;
import static io.github.camelalicom.mns.options.OptionChecks.wholeSeconds;
import static io.github.camelalicom.mns.options.OptionChecks.wrong;

/**
 * Validates the options and freezes them for the engine and the gateway. A wrong value is an {@link
 * IllegalArgumentException} that names the option, its value and what is allowed.
 */
final class AlicomMnsSettings {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration LONGEST_VISIBILITY = Duration.ofHours(12);

    private static final int MAX_RECEIVERS = 64;

    private AlicomMnsSettings() {}

    /** The settings of the engine. */
    static ConsumerSettings consumer(AlicomMnsConfiguration c) {
        return engine(queueName(c), c);
    }

    private static ConsumerSettings engine(String queueName, AlicomMnsConfiguration c) {
        // used by others, but a wrong value is refused where it is set
        pageSize(c);
        tokenRefreshMargin(c);
        Duration errorBackoff =
                range("errorBackoff", c.getErrorBackoff(), Duration.ofMillis(1), HOUR);
        return new ConsumerSettings(
                queueName,
                waitTime(c),
                range("maxMessagesPerPoll", c.getMaxMessagesPerPoll(), 1, 16),
                concurrentReceivers(c.getConcurrentReceivers()),
                range("concurrentConsumers", c.getConcurrentConsumers(), 1, 1000),
                range("maxInFlight", c.getMaxInFlight(), 1, 100_000),
                c.isDeleteAfterRead(),
                c.isBatching(),
                range("receiveLinger", c.getReceiveLinger(), Duration.ZERO, Duration.ofMinutes(1)),
                range("deleteBatchSize", c.getDeleteBatchSize(), 1, 16),
                range("deleteLinger", c.getDeleteLinger(), Duration.ZERO, Duration.ofSeconds(10)),
                lease(c),
                redelivery(c),
                errorBackoff,
                range("maxErrorBackoff", c.getMaxErrorBackoff(), errorBackoff, HOUR),
                range("stopGrace", c.getStopGrace(), Duration.ZERO, Duration.ofSeconds(30)),
                queueId(c));
    }

    /**
     * Checks that the digests of bodies can be verified, if they are to be.
     *
     * @throws IllegalStateException naming the option, on a JVM without MD5
     */
    static void checkDigest(AlicomMnsConfiguration c) {
        if (c.isVerifyBodyDigest()) {
            ReceiptBody.requireDigest();
        }
    }

    /** Distinguishes queues of the same name. */
    private static String queueId(AlicomMnsConfiguration c) {
        return (isSet(c.getMnsEndpoint()) ? c.getMnsEndpoint().strip() : regionId(c))
                + "/queues/"
                + c.getQueueName();
    }

    /** The settings of the gateway. */
    static GatewaySettings gateway(String messageType, AlicomMnsConfiguration c) {
        ConsumerSettings consumer = consumer(c);
        ServiceEndpoints endpoints = endpoints(c);
        URI tokenEndpoint = endpoints.tokenEndpoint(c.getTokenEndpoint());
        checkKeys(c);
        checkEndpointsOfQueries(c);
        URI mnsEndpoint = endpoints.mnsEndpoint(c.getMnsEndpoint());
        return new GatewaySettings(
                messageType,
                consumer.queueName(),
                regionId(c),
                tokenEndpoint,
                mnsEndpoint,
                ownerId(c),
                c.credentials(),
                tokenRefreshMargin(c),
                consumer.maxErrorBackoff(),
                proxy(c).check(tokenEndpoint, mnsEndpoint));
    }

    /** The settings of the operation querySendDetails. */
    static QuerySettings sms(AlicomMnsConfiguration c) {
        if (MnsRegion.isInternational(regionId(c))) {
            throw new InvalidOptionException(
                    "ALICOM-109 Operation querySendDetails does not exist on the international site"
                            + " (regionId "
                            + regionId(c)
                            + "): use operation=queryMessage");
        }
        return globeSms(c);
    }

    /** The settings of the operation queryMessage. */
    static QuerySettings globeSms(AlicomMnsConfiguration c) {
        return query(c, endpoints(c).smsEndpoint(c.getSmsEndpoint()));
    }

    /** The settings of the operation queryCallDetail. */
    static QuerySettings voice(AlicomMnsConfiguration c) {
        return query(c, endpoints(c).voiceEndpoint(c.getVoiceEndpoint()));
    }

    private static QuerySettings query(AlicomMnsConfiguration c, URI endpoint) {
        checkKeys(c);
        // a query has no queue, and yet no wrong value
        engine("none", c);
        return new QuerySettings(
                regionId(c), endpoint, ownerId(c), c.credentials(), proxy(c).check(endpoint));
    }

    /** The default if it is blank, as an empty placeholder is. */
    private static String regionId(AlicomMnsConfiguration c) {
        return isSet(c.getRegionId())
                ? c.getRegionId().strip()
                : AlicomMnsConfiguration.DEFAULT_REGION_ID;
    }

    private static ServiceEndpoints endpoints(AlicomMnsConfiguration c) {
        return new ServiceEndpoints(regionId(c), c.getNetwork(), c.isAllowInsecureEndpoints());
    }

    /** A consumer uses neither, but a wrong value is refused where it is set. */
    private static void checkEndpointsOfQueries(AlicomMnsConfiguration c) {
        if (isSet(c.getSmsEndpoint())) {
            endpoints(c).smsEndpoint(c.getSmsEndpoint());
        }
        if (isSet(c.getVoiceEndpoint())) {
            endpoints(c).voiceEndpoint(c.getVoiceEndpoint());
        }
    }

    private static void checkKeys(AlicomMnsConfiguration c) {
        OptionChecks.keys(c.getAccessKey(), c.getSecretKey(), c.getSessionToken());
    }

    private static ProxySettings proxy(AlicomMnsConfiguration c) {
        boolean host = isSet(c.getProxyHost());
        boolean username = isSet(c.getProxyUsername());
        boolean password = isSet(c.getProxyPassword());
        together("proxyHost", host, "proxyPort", c.getProxyPort() != null);
        together("proxyUsername", username, "proxyPassword", password);
        if (!host) {
            together("proxyHost", false, "proxyUsername", username);
            return new ProxySettings(null, 0, null, null, c.getNonProxyHosts());
        }
        return new ProxySettings(
                OptionChecks.proxyHost(c.getProxyHost()),
                range("proxyPort", c.getProxyPort(), 1, OptionChecks.MAX_PORT),
                username ? c.getProxyUsername() : null,
                username ? c.getProxyPassword() : null,
                c.getNonProxyHosts());
    }

    static boolean hasQueue(AlicomMnsConfiguration c) {
        return isSet(c.getQueueName());
    }

    /**
     * The service that an endpoint uses. The default operation is a query, so a queue name counts
     * unless the endpoint is known to query.
     *
     * @param receives whether the endpoint has a consumer
     * @param queries whether the endpoint has a producer that queries
     */
    static Service service(AlicomMnsConfiguration c, boolean receives, boolean queries) {
        AlicomMnsOperation operation = c.getOperation();
        boolean isDefault = operation == AlicomMnsOperation.querySendDetails;
        return receives || isDefault && hasQueue(c) && !queries ? Service.mns : operation.service();
    }

    /** Where requests go, without validation; empty if the options do not determine it. */
    static Optional<String> url(Service service, AlicomMnsConfiguration c) {
        String url =
                switch (service) {
                    case mns -> c.getMnsEndpoint();
                    case dysmsapi -> c.getSmsEndpoint();
                    case dyvmsapi -> c.getVoiceEndpoint();
                };
        return isSet(url)
                ? Optional.of(URISupport.sanitizeUri(url.strip()))
                : endpoints(c).defaultOf(service).map(URI::toString);
    }

    static int pageSize(AlicomMnsConfiguration c) {
        return range("pageSize", c.getPageSize(), 1, 50);
    }

    private static Long ownerId(AlicomMnsConfiguration c) {
        if (c.getOwnerId() != null && c.getOwnerId() < 1) {
            throw wrong("ownerId", c.getOwnerId(), "a number above 0");
        }
        return c.getOwnerId();
    }

    private static String queueName(AlicomMnsConfiguration c) {
        String name = c.getQueueName();
        if (!isSet(name)) {
            throw new InvalidOptionException(
                    "ALICOM-108 Option queueName is not set, but the consumer and the operations"
                            + " deleteMessage and changeVisibility need it: copy it from the Alibaba"
                            + " Cloud console, such as Alicom-Queue-1234567890-SmsReport");
        }
        return OptionChecks.queueName(name);
    }

    /** Also checked when it is changed at run time. */
    static int concurrentReceivers(int value) {
        return range("concurrentReceivers", value, 1, MAX_RECEIVERS);
    }

    private static Duration tokenRefreshMargin(AlicomMnsConfiguration c) {
        return range("tokenRefreshMargin", c.getTokenRefreshMargin(), SECOND, HOUR);
    }

    private static Duration waitTime(AlicomMnsConfiguration c) {
        return wholeSeconds(
                range("waitTime", c.getWaitTime(), Duration.ZERO, Duration.ofSeconds(30)));
    }

    private static LeaseSettings lease(AlicomMnsConfiguration c) {
        return new LeaseSettings(
                c.isExtendVisibility(),
                visibility("visibilityTimeout", c.getVisibilityTimeout()),
                range("maxExtension", c.getMaxExtension(), SECOND, Duration.ofDays(4)));
    }

    private static Optional<Redelivery> redelivery(AlicomMnsConfiguration c) {
        double multiplier =
                range("redeliveryBackoffMultiplier", c.getRedeliveryBackoffMultiplier(), 1, 100);
        Duration max = visibility("maxRedeliveryDelay", c.getMaxRedeliveryDelay());
        return Optional.ofNullable(c.getRedeliveryDelay())
                .map(delay -> visibility("redeliveryDelay", delay))
                // with a maximum below the first delay, the delay does not grow
                .map(delay -> new Redelivery(delay, multiplier, Durations.longer(delay, max)));
    }

    private static Duration visibility(String option, Duration value) {
        return wholeSeconds(range(option, value, SECOND, LONGEST_VISIBILITY));
    }
}
