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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.camelalicom.mns.consumer.ConsumerSettings;
import io.github.camelalicom.mns.consumer.ConsumerSettings.LeaseSettings;
import io.github.camelalicom.mns.consumer.ConsumerSettings.Redelivery;
import io.github.camelalicom.mns.gateway.GatewaySettings;
import io.github.camelalicom.mns.gateway.SmsSettings;
import io.github.camelalicom.mns.gateway.VoiceSettings;
import io.github.camelalicom.mns.options.InvalidOptionException;
import io.github.camelalicom.mns.options.OptionChecks;

/** Validates the options and freezes them for the engine and the gateway. */
final class AlicomMnsSettings {

    /** As MNS allows; such a name also cannot change the path of a request. */
    private static final Pattern QUEUE_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,119}");

    /** The names that Alibaba Cloud gives: the account, then the message type. */
    private static final Pattern QUEUE_OF_TYPE = Pattern.compile("Alicom-Queue-\\d+-(.+)");

    private static final Duration LONGEST_VISIBILITY = Duration.ofHours(12);

    private static final int MAX_RECEIVERS = 64;

    private AlicomMnsSettings() {}

    /**
     * The settings of the engine.
     *
     * @throws IllegalArgumentException naming the option, its value and what is allowed
     */
    static ConsumerSettings consumer(AlicomMnsConfiguration c) {
        Duration errorBackoff =
                OptionChecks.range(
                        "errorBackoff",
                        c.getErrorBackoff(),
                        Duration.ofMillis(1),
                        Duration.ofHours(1));
        return new ConsumerSettings(
                queueName(c),
                waitTime(c),
                OptionChecks.range("maxMessagesPerPoll", c.getMaxMessagesPerPoll(), 1, 16),
                concurrentReceivers(c.getConcurrentReceivers()),
                OptionChecks.range("concurrentConsumers", c.getConcurrentConsumers(), 1, 1000),
                OptionChecks.range("maxInFlight", c.getMaxInFlight(), 1, 100_000),
                c.isDeleteAfterRead(),
                c.isBatching(),
                OptionChecks.range(
                        "receiveLinger",
                        c.getReceiveLinger(),
                        Duration.ZERO,
                        Duration.ofMinutes(1)),
                OptionChecks.range("deleteBatchSize", c.getDeleteBatchSize(), 1, 16),
                OptionChecks.range(
                        "deleteLinger", c.getDeleteLinger(), Duration.ZERO, Duration.ofSeconds(10)),
                lease(c),
                redelivery(c),
                errorBackoff,
                OptionChecks.range(
                        "maxErrorBackoff",
                        c.getMaxErrorBackoff(),
                        errorBackoff,
                        Duration.ofHours(1)),
                OptionChecks.range(
                        "stopGrace", c.getStopGrace(), Duration.ZERO, Duration.ofSeconds(30)),
                queueId(c));
    }

    /** Distinguishes queues of the same name. */
    private static String queueId(AlicomMnsConfiguration c) {
        return (OptionChecks.isSet(c.getMnsEndpoint())
                        ? c.getMnsEndpoint().strip()
                        : c.getRegionId())
                + "/queues/"
                + c.getQueueName();
    }

    /**
     * The settings of the gateway.
     *
     * @throws IllegalArgumentException naming the option, its value and what is allowed
     */
    static GatewaySettings gateway(String messageType, AlicomMnsConfiguration c) {
        String queueName = consumer(c).queueName();
        URI tokenEndpoint = AlicomMnsServices.tokenEndpoint(c);
        AlicomMnsServices.checkKeys(c);
        AlicomMnsServices.checkEndpointsOfQueries(c);
        URI mnsEndpoint = AlicomMnsServices.mnsEndpoint(c);
        return new GatewaySettings(
                messageType,
                queueName,
                c.getRegionId(),
                tokenEndpoint,
                mnsEndpoint,
                ownerId(c),
                c.credentials(),
                OptionChecks.range(
                        "tokenRefreshMargin",
                        c.getTokenRefreshMargin(),
                        Duration.ofSeconds(1),
                        Duration.ofHours(1)),
                AlicomMnsServices.proxy(c).check(tokenEndpoint, mnsEndpoint));
    }

    /**
     * The settings of the operation querySendDetails.
     *
     * @throws IllegalArgumentException naming the option, its value and what is allowed
     */
    static SmsSettings sms(AlicomMnsConfiguration c) {
        if (MnsRegion.isInternational(c.getRegionId())) {
            throw new InvalidOptionException(
                    "ALICOM-109 Operation querySendDetails does not exist on the international site"
                            + " (regionId "
                            + c.getRegionId()
                            + "): use operation=queryMessage");
        }
        return globeSms(c);
    }

    /**
     * The settings of the operation queryMessage.
     *
     * @throws IllegalArgumentException naming the option, its value and what is allowed
     */
    static SmsSettings globeSms(AlicomMnsConfiguration c) {
        AlicomMnsServices.checkKeys(c);
        URI endpoint = AlicomMnsServices.smsEndpoint(c);
        return new SmsSettings(
                c.getRegionId(),
                endpoint,
                ownerId(c),
                c.credentials(),
                AlicomMnsServices.proxy(c).check(endpoint));
    }

    /**
     * The settings of the operation queryCallDetail.
     *
     * @throws IllegalArgumentException naming the option, its value and what is allowed
     */
    static VoiceSettings voice(AlicomMnsConfiguration c) {
        AlicomMnsServices.checkKeys(c);
        URI endpoint = AlicomMnsServices.voiceEndpoint(c);
        return new VoiceSettings(
                c.getRegionId(),
                endpoint,
                ownerId(c),
                c.credentials(),
                AlicomMnsServices.proxy(c).check(endpoint));
    }

    static int pageSize(AlicomMnsConfiguration c) {
        return OptionChecks.range("pageSize", c.getPageSize(), 1, 50);
    }

    private static Long ownerId(AlicomMnsConfiguration c) {
        if (c.getOwnerId() != null && c.getOwnerId() < 1) {
            throw OptionChecks.wrong("ownerId", c.getOwnerId(), "a number above 0");
        }
        return c.getOwnerId();
    }

    private static String queueName(AlicomMnsConfiguration c) {
        String name = c.getQueueName();
        if (!OptionChecks.isSet(name)) {
            throw new InvalidOptionException(
                    "ALICOM-108 Option queueName is not set, but the consumer and the operations"
                            + " deleteMessage and changeVisibility need it: copy it from the Alibaba"
                            + " Cloud console, such as Alicom-Queue-1234567890-SmsReport");
        }
        if (!QUEUE_NAME.matcher(name).matches()) {
            throw OptionChecks.wrong(
                    "queueName", name, "1 to 120 letters, digits, hyphens and underscores");
        }
        return name;
    }

    /**
     * The message type in the name of the queue, if it differs from that of the endpoint: a token
     * opens only the queue of its own type. Empty for names of another form.
     */
    static Optional<String> contradictingType(String messageType, String queueName) {
        Matcher name = QUEUE_OF_TYPE.matcher(queueName);
        return name.matches() && !name.group(1).startsWith(messageType)
                ? Optional.of(name.group(1))
                : Optional.empty();
    }

    /** Also checked when it is changed at run time. */
    static int concurrentReceivers(int value) {
        return OptionChecks.range("concurrentReceivers", value, 1, MAX_RECEIVERS);
    }

    private static Duration waitTime(AlicomMnsConfiguration c) {
        return OptionChecks.wholeSeconds(
                OptionChecks.range(
                        "waitTime", c.getWaitTime(), Duration.ZERO, Duration.ofSeconds(30)));
    }

    private static LeaseSettings lease(AlicomMnsConfiguration c) {
        return new LeaseSettings(
                c.isExtendVisibility(),
                visibility("visibilityTimeout", c.getVisibilityTimeout()),
                OptionChecks.range(
                        "maxExtension",
                        c.getMaxExtension(),
                        Duration.ofSeconds(1),
                        Duration.ofDays(4)));
    }

    private static Optional<Redelivery> redelivery(AlicomMnsConfiguration c) {
        double multiplier =
                OptionChecks.range(
                        "redeliveryBackoffMultiplier", c.getRedeliveryBackoffMultiplier(), 1, 100);
        Duration max = visibility("maxRedeliveryDelay", c.getMaxRedeliveryDelay());
        return Optional.ofNullable(c.getRedeliveryDelay())
                .map(delay -> visibility("redeliveryDelay", delay))
                .map(delay -> new Redelivery(delay, multiplier, longer(delay, max)));
    }

    /** With a maximum below the first delay, the delay does not grow. */
    private static Duration longer(Duration delay, Duration max) {
        return max.compareTo(delay) < 0 ? delay : max;
    }

    private static Duration visibility(String option, Duration value) {
        return OptionChecks.wholeSeconds(
                OptionChecks.range(option, value, Duration.ofSeconds(1), LONGEST_VISIBILITY));
    }
}
