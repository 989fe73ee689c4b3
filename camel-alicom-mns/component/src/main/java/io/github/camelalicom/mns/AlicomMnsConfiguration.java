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

import java.time.Duration;

import org.apache.camel.RuntimeCamelException;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

import com.aliyuncs.auth.AlibabaCloudCredentialsProvider;

import io.github.camelalicom.mns.gateway.MnsGateway;
import io.github.camelalicom.mns.options.AlicomMnsNetwork;

import static io.github.camelalicom.mns.options.OptionChecks.isSet;

/**
 * The options as set by users. {@link AlicomMnsSettings} validates and freezes them when a route
 * starts.
 */
@UriParams
public class AlicomMnsConfiguration implements Cloneable {

    static final String DEFAULT_REGION_ID = "cn-hangzhou";

    @UriParam(label = "common")
    private String queueName;

    @UriParam(label = "security", secret = true)
    private String accessKey;

    @UriParam(label = "security", secret = true)
    private String secretKey;

    @UriParam(label = "security", secret = true)
    private String sessionToken;

    @UriParam(label = "security")
    @Metadata(autowired = true)
    private AlibabaCloudCredentialsProvider credentialsProvider;

    @UriParam(label = "common", defaultValue = "cn-hangzhou")
    private String regionId = DEFAULT_REGION_ID;

    @UriParam(label = "common", defaultValue = "internet")
    private AlicomMnsNetwork network = AlicomMnsNetwork.internet;

    @UriParam(label = "common,advanced")
    private String tokenEndpoint;

    @UriParam(label = "common,advanced")
    private String mnsEndpoint;

    @UriParam(label = "common,advanced")
    private String smsEndpoint;

    @UriParam(label = "common,advanced")
    private String voiceEndpoint;

    @UriParam(label = "security", defaultValue = "false")
    private boolean allowInsecureEndpoints = false;

    @UriParam(label = "proxy")
    private String proxyHost;

    @UriParam(label = "proxy")
    private Integer proxyPort;

    @UriParam(label = "proxy")
    private String proxyUsername;

    @UriParam(label = "proxy", secret = true)
    private String proxyPassword;

    @UriParam(label = "proxy")
    private String nonProxyHosts;

    @UriParam(label = "common,advanced")
    private Long ownerId;

    @UriParam(label = "consumer", defaultValue = "30s", javaType = "java.time.Duration")
    private Duration waitTime = Duration.ofSeconds(30);

    @UriParam(label = "consumer", defaultValue = "16")
    private int maxMessagesPerPoll = 16;

    @UriParam(label = "consumer", defaultValue = "8")
    private int concurrentReceivers = 8;

    @UriParam(label = "consumer", defaultValue = "1")
    private int concurrentConsumers = 1;

    @UriParam(label = "consumer", defaultValue = "256")
    private int maxInFlight = 256;

    @UriParam(label = "consumer", defaultValue = "true")
    private boolean deleteAfterRead = true;

    @UriParam(label = "consumer", defaultValue = "0", javaType = "java.time.Duration")
    private Duration receiveLinger = Duration.ZERO;

    @UriParam(label = "consumer,advanced", defaultValue = "16")
    private int deleteBatchSize = 16;

    @UriParam(label = "consumer,advanced", defaultValue = "100ms", javaType = "java.time.Duration")
    private Duration deleteLinger = Duration.ofMillis(100);

    @UriParam(label = "consumer", defaultValue = "true")
    private boolean extendVisibility = true;

    @UriParam(label = "consumer", defaultValue = "30s", javaType = "java.time.Duration")
    private Duration visibilityTimeout = Duration.ofSeconds(30);

    @UriParam(label = "consumer", defaultValue = "1h", javaType = "java.time.Duration")
    private Duration maxExtension = Duration.ofHours(1);

    @UriParam(label = "consumer", javaType = "java.time.Duration")
    private Duration redeliveryDelay;

    @UriParam(label = "consumer", defaultValue = "1.0")
    private double redeliveryBackoffMultiplier = 1.0;

    @UriParam(label = "consumer", defaultValue = "15m", javaType = "java.time.Duration")
    private Duration maxRedeliveryDelay = Duration.ofMinutes(15);

    @UriParam(label = "consumer", defaultValue = "false")
    private boolean batching = false;

    @UriParam(label = "consumer,advanced", defaultValue = "true")
    private boolean verifyBodyDigest = true;

    @UriParam(label = "consumer,advanced", defaultValue = "1s", javaType = "java.time.Duration")
    private Duration errorBackoff = Duration.ofSeconds(1);

    @UriParam(label = "consumer,advanced", defaultValue = "60s", javaType = "java.time.Duration")
    private Duration maxErrorBackoff = Duration.ofSeconds(60);

    @UriParam(label = "common,advanced", defaultValue = "2m", javaType = "java.time.Duration")
    private Duration tokenRefreshMargin = Duration.ofMinutes(2);

    @UriParam(label = "consumer,advanced", defaultValue = "1s", javaType = "java.time.Duration")
    private Duration stopGrace = Duration.ofSeconds(1);

    @UriParam(label = "producer", defaultValue = "querySendDetails")
    private AlicomMnsOperation operation = AlicomMnsOperation.querySendDetails;

    @UriParam(label = "producer", defaultValue = "50")
    private int pageSize = 50;

    public String getQueueName() {
        return queueName;
    }

    /**
     * The name of the queue as shown in the Alibaba Cloud console, such as
     * Alicom-Queue-1234567890-SmsReport. Required by the consumer and by the operations
     * deleteMessage and changeVisibility.
     */
    public void setQueueName(String queueName) {
        this.queueName = queueName;
    }

    public String getAccessKey() {
        return accessKey;
    }

    /**
     * The AccessKey ID used to request the token of the queue. Set it together with secretKey, or
     * set neither to use credentialsProvider or the default credential chain of the Alibaba Cloud
     * SDK.
     */
    public void setAccessKey(String accessKey) {
        this.accessKey = accessKey;
    }

    public String getSecretKey() {
        return secretKey;
    }

    /** The AccessKey secret that belongs to accessKey. */
    public void setSecretKey(String secretKey) {
        this.secretKey = secretKey;
    }

    public String getSessionToken() {
        return sessionToken;
    }

    /**
     * The security token of temporary credentials of STS, together with their accessKey and
     * secretKey. It is not renewed: for a long-running application use credentialsProvider.
     */
    public void setSessionToken(String sessionToken) {
        this.sessionToken = sessionToken;
    }

    public AlibabaCloudCredentialsProvider getCredentialsProvider() {
        return credentialsProvider;
    }

    /**
     * The provider of the credentials if accessKey is not set. Found automatically if the registry
     * contains exactly one. A provider that calls a service itself does so with its own proxy
     * settings and clock, not those of this endpoint.
     */
    public void setCredentialsProvider(AlibabaCloudCredentialsProvider credentialsProvider) {
        this.credentialsProvider = credentialsProvider;
    }

    public String getRegionId() {
        return regionId;
    }

    /**
     * The region of the queue, which selects the endpoints: cn-hangzhou, cn-shanghai, cn-beijing or
     * cn-shenzhen (China), or ap-southeast-1 (international). Any other region requires the
     * endpoint options.
     */
    public void setRegionId(String regionId) {
        this.regionId = regionId;
    }

    public AlicomMnsNetwork getNetwork() {
        return network;
    }

    /**
     * The network in which the services are reached: internet, or vpc for a machine of Alibaba
     * Cloud in the region of the queue that has no access to the internet. MNS has no https there.
     * The endpoint options take precedence.
     */
    public void setNetwork(AlicomMnsNetwork network) {
        this.network = network;
    }

    public String getTokenEndpoint() {
        return tokenEndpoint;
    }

    /**
     * The URL of the token service, to override that of the region. Must be https, or http to a
     * loopback address, unless allowInsecureEndpoints is set.
     */
    public void setTokenEndpoint(String tokenEndpoint) {
        this.tokenEndpoint = tokenEndpoint;
    }

    public String getMnsEndpoint() {
        return mnsEndpoint;
    }

    /**
     * The URL of the queue service (MNS), to override that of the region. Must be https, or http to
     * a loopback address or to the private (VPC) address of MNS, unless allowInsecureEndpoints is
     * set.
     */
    public void setMnsEndpoint(String mnsEndpoint) {
        this.mnsEndpoint = mnsEndpoint;
    }

    public String getSmsEndpoint() {
        return smsEndpoint;
    }

    /**
     * The URL of the SMS service that querySendDetails and queryMessage use, to override that of
     * the region. Must be https, or http to a loopback address, unless allowInsecureEndpoints is
     * set.
     */
    public void setSmsEndpoint(String smsEndpoint) {
        this.smsEndpoint = smsEndpoint;
    }

    public String getVoiceEndpoint() {
        return voiceEndpoint;
    }

    /**
     * The URL of the voice service that queryCallDetail uses, to override that of the region. Must
     * be https, or http to a loopback address, unless allowInsecureEndpoints is set. Region
     * ap-southeast-1 has no default.
     */
    public void setVoiceEndpoint(String voiceEndpoint) {
        this.voiceEndpoint = voiceEndpoint;
    }

    public boolean isAllowInsecureEndpoints() {
        return allowInsecureEndpoints;
    }

    /**
     * Sets whether http is allowed to hosts other than loopback addresses and the private (VPC)
     * address of MNS. Access key ID, token and receipts are then sent unencrypted.
     */
    public void setAllowInsecureEndpoints(boolean allowInsecureEndpoints) {
        this.allowInsecureEndpoints = allowInsecureEndpoints;
    }

    public String getProxyHost() {
        return proxyHost;
    }

    /**
     * The host of an HTTP proxy for all services. If not set, HTTPS_PROXY, HTTP_PROXY and NO_PROXY
     * of the environment apply, then the proxy properties of the JVM, except for loopback
     * addresses.
     */
    public void setProxyHost(String proxyHost) {
        this.proxyHost = proxyHost;
    }

    public Integer getProxyPort() {
        return proxyPort;
    }

    /** The port of the proxy, 1 to 65535. */
    public void setProxyPort(Integer proxyPort) {
        this.proxyPort = proxyPort;
    }

    public String getProxyUsername() {
        return proxyUsername;
    }

    /** The user name for a proxy that requires one, with Basic or Digest authentication. */
    public void setProxyUsername(String proxyUsername) {
        this.proxyUsername = proxyUsername;
    }

    public String getProxyPassword() {
        return proxyPassword;
    }

    /** The password that goes with proxyUsername. */
    public void setProxyPassword(String proxyPassword) {
        this.proxyPassword = proxyPassword;
    }

    public String getNonProxyHosts() {
        return nonProxyHosts;
    }

    /**
     * Hosts that are reached without a proxy, separated by bars or commas. A star stands for any
     * characters.
     */
    public void setNonProxyHosts(String nonProxyHosts) {
        this.nonProxyHosts = nonProxyHosts;
    }

    public Long getOwnerId() {
        return ownerId;
    }

    /** The ID of the customer whose receipts are read, for partner accounts only. */
    public void setOwnerId(Long ownerId) {
        this.ownerId = ownerId;
    }

    public Duration getWaitTime() {
        return waitTime;
    }

    /**
     * The maximum duration of a long poll, 0 to 30 seconds, rounded up to whole seconds. With 0, an
     * idle queue is polled at increasing intervals of up to 11 seconds.
     */
    public void setWaitTime(Duration waitTime) {
        this.waitTime = waitTime;
    }

    public int getMaxMessagesPerPoll() {
        return maxMessagesPerPoll;
    }

    /** The maximum number of messages per receive request, 1 to 16. */
    public void setMaxMessagesPerPoll(int maxMessagesPerPoll) {
        this.maxMessagesPerPoll = maxMessagesPerPoll;
    }

    public int getConcurrentReceivers() {
        return concurrentReceivers;
    }

    /**
     * The maximum number of concurrent receive requests, 1 to 64. An idle queue is polled by one;
     * more are added while full batches arrive.
     */
    public void setConcurrentReceivers(int concurrentReceivers) {
        this.concurrentReceivers = concurrentReceivers;
    }

    public int getConcurrentConsumers() {
        return concurrentConsumers;
    }

    /**
     * The number of threads that process exchanges, 1 to 1000. Asynchronous routes may process more
     * exchanges at a time, up to maxInFlight.
     */
    public void setConcurrentConsumers(int concurrentConsumers) {
        this.concurrentConsumers = concurrentConsumers;
    }

    public int getMaxInFlight() {
        return maxInFlight;
    }

    /**
     * The maximum number of messages held by the consumer at a time, 1 to 100000. The consumer
     * holds fewer if the route is slow: about as many as it processes in 2 seconds.
     */
    public void setMaxInFlight(int maxInFlight) {
        this.maxInFlight = maxInFlight;
    }

    public boolean isDeleteAfterRead() {
        return deleteAfterRead;
    }

    /**
     * Sets whether a message is deleted when its exchange completes. If false, MNS redelivers it
     * when its lease expires unless the route deletes it.
     */
    public void setDeleteAfterRead(boolean deleteAfterRead) {
        this.deleteAfterRead = deleteAfterRead;
    }

    public Duration getReceiveLinger() {
        return receiveLinger;
    }

    /**
     * The minimum delay after a receive request that returned a partial batch, 0 to 60 seconds.
     * Saves requests at low traffic at the cost of latency.
     */
    public void setReceiveLinger(Duration receiveLinger) {
        this.receiveLinger = receiveLinger;
    }

    public int getDeleteBatchSize() {
        return deleteBatchSize;
    }

    /** The maximum number of messages per delete request, 1 to 16. */
    public void setDeleteBatchSize(int deleteBatchSize) {
        this.deleteBatchSize = deleteBatchSize;
    }

    public Duration getDeleteLinger() {
        return deleteLinger;
    }

    /**
     * The maximum time a delete waits for others to share its request, 0 to 10 seconds. Limited to
     * half of the remaining lease; ends when the consumer stops.
     */
    public void setDeleteLinger(Duration deleteLinger) {
        this.deleteLinger = deleteLinger;
    }

    public boolean isExtendVisibility() {
        return extendVisibility;
    }

    /**
     * Sets whether the visibility timeout (lease) of a message is extended while the message waits
     * or is being processed.
     */
    public void setExtendVisibility(boolean extendVisibility) {
        this.extendVisibility = extendVisibility;
    }

    public Duration getVisibilityTimeout() {
        return visibilityTimeout;
    }

    /**
     * The visibility timeout set by each extension, 1 second to 12 hours, rounded up to whole
     * seconds. A lease is extended when a third of it remains.
     */
    public void setVisibilityTimeout(Duration visibilityTimeout) {
        this.visibilityTimeout = visibilityTimeout;
    }

    public Duration getMaxExtension() {
        return maxExtension;
    }

    /**
     * The maximum time for which a message is held by extending its lease, 1 second to 4 days. Then
     * MNS redelivers the message, even if it is still being processed.
     */
    public void setMaxExtension(Duration maxExtension) {
        this.maxExtension = maxExtension;
    }

    public Duration getRedeliveryDelay() {
        return redeliveryDelay;
    }

    /**
     * The delay after a failure until the message is visible again, 1 second to 12 hours, rounded
     * up to whole seconds. If not set, the message is visible again when its lease expires.
     */
    public void setRedeliveryDelay(Duration redeliveryDelay) {
        this.redeliveryDelay = redeliveryDelay;
    }

    public double getRedeliveryBackoffMultiplier() {
        return redeliveryBackoffMultiplier;
    }

    /**
     * The factor by which redeliveryDelay grows each time the message is received, 1 to 100. With
     * 2, a delay of 10 seconds becomes 20 and 40 seconds, up to maxRedeliveryDelay.
     */
    public void setRedeliveryBackoffMultiplier(double redeliveryBackoffMultiplier) {
        this.redeliveryBackoffMultiplier = redeliveryBackoffMultiplier;
    }

    public Duration getMaxRedeliveryDelay() {
        return maxRedeliveryDelay;
    }

    /**
     * The maximum delay that redeliveryBackoffMultiplier leads to, 1 second to 12 hours, rounded up
     * to whole seconds. Does not reduce redeliveryDelay itself.
     */
    public void setMaxRedeliveryDelay(Duration maxRedeliveryDelay) {
        this.maxRedeliveryDelay = maxRedeliveryDelay;
    }

    public boolean isBatching() {
        return batching;
    }

    /**
     * Sets whether the messages of one receive request become one exchange, with lists as body and
     * headers. They are deleted or left together.
     */
    public void setBatching(boolean batching) {
        this.batching = batching;
    }

    public boolean isVerifyBodyDigest() {
        return verifyBodyDigest;
    }

    /**
     * Sets whether a message whose body does not match its MD5 digest is treated as an invalid
     * receipt.
     */
    public void setVerifyBodyDigest(boolean verifyBodyDigest) {
        this.verifyBodyDigest = verifyBodyDigest;
    }

    public Duration getErrorBackoff() {
        return errorBackoff;
    }

    /**
     * The initial delay after a failed receive request, 1 millisecond to 1 hour. Doubles with each
     * consecutive failure up to maxErrorBackoff, with full jitter.
     */
    public void setErrorBackoff(Duration errorBackoff) {
        this.errorBackoff = errorBackoff;
    }

    public Duration getMaxErrorBackoff() {
        return maxErrorBackoff;
    }

    /** The maximum delay after a failed receive request, from errorBackoff to 1 hour. */
    public void setMaxErrorBackoff(Duration maxErrorBackoff) {
        this.maxErrorBackoff = maxErrorBackoff;
    }

    public Duration getTokenRefreshMargin() {
        return tokenRefreshMargin;
    }

    /**
     * The time before its expiry at which the token of the queue is renewed, 1 second to 1 hour. A
     * token that is valid for less than twice this time is renewed at half of its lifetime.
     */
    public void setTokenRefreshMargin(Duration tokenRefreshMargin) {
        this.tokenRefreshMargin = tokenRefreshMargin;
    }

    public Duration getStopGrace() {
        return stopGrace;
    }

    /**
     * The maximum time the stop of the Camel context waits for a long poll to finish before it
     * closes the connection, 0 to 30 seconds. Messages that MNS assigns to a closed poll are
     * redelivered when their lease expires.
     */
    public void setStopGrace(Duration stopGrace) {
        this.stopGrace = stopGrace;
    }

    public AlicomMnsOperation getOperation() {
        return operation;
    }

    /**
     * The operation of the producer. querySendDetails, queryMessage and queryCallDetail query the
     * results of sent messages and of calls; deleteMessage and changeVisibility settle the message
     * of the exchange.
     */
    public void setOperation(AlicomMnsOperation operation) {
        this.operation = operation == null ? AlicomMnsOperation.querySendDetails : operation;
    }

    public int getPageSize() {
        return pageSize;
    }

    /** The number of send details per request, 1 to 50. All pages are read. */
    public void setPageSize(int pageSize) {
        this.pageSize = pageSize;
    }

    /**
     * The provider of the credentials: the keys if they are set, else credentialsProvider or the
     * default chain of the SDK.
     */
    AlibabaCloudCredentialsProvider credentials() {
        return MnsGateway.credentials(accessKey, secretKey, sessionToken, credentialsProvider);
    }

    /** A copy for an endpoint, before its own options are set. */
    AlicomMnsConfiguration withoutAccountAndProxy() {
        AlicomMnsConfiguration copy = copy();
        copy.accessKey = null;
        copy.secretKey = null;
        copy.sessionToken = null;
        copy.credentialsProvider = null;
        copy.proxyHost = null;
        copy.proxyPort = null;
        copy.proxyUsername = null;
        copy.proxyPassword = null;
        return copy;
    }

    /**
     * Takes over from the component what is not set and belongs together: the account, the login at
     * the proxy, and the proxy unless the endpoint has another. A mixture would sign for one
     * account with the session token of another, or send a password to the wrong proxy.
     */
    void inheritAccountAndProxy(AlicomMnsConfiguration component) {
        boolean keys = isSet(accessKey) || isSet(secretKey) || isSet(sessionToken);
        if (!keys && credentialsProvider == null) {
            accessKey = component.accessKey;
            secretKey = component.secretKey;
            sessionToken = component.sessionToken;
            credentialsProvider = component.credentialsProvider;
        }
        if (isSet(proxyHost)) {
            return;
        }
        proxyHost = component.proxyHost;
        proxyPort = proxyPort == null ? component.proxyPort : proxyPort;
        if (!isSet(proxyUsername) && !isSet(proxyPassword)) {
            proxyUsername = component.proxyUsername;
            proxyPassword = component.proxyPassword;
        }
    }

    /** A copy of its own for an endpoint, so that it can differ from the component's. */
    public AlicomMnsConfiguration copy() {
        try {
            return (AlicomMnsConfiguration) clone();
        } catch (CloneNotSupportedException e) {
            throw new RuntimeCamelException(e);
        }
    }
}
