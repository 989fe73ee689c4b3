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

/**
 * The options as users set them. Nothing is checked here: {@link AlicomMnsSettings} validates and
 * freezes them when a route starts.
 */
@UriParams
public class AlicomMnsConfiguration implements Cloneable {

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
    private String regionId = "cn-hangzhou";

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

    @UriParam(label = "consumer,advanced", defaultValue = "2m", javaType = "java.time.Duration")
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
     * The queue's name as the vendor's page shows it, such as Alicom-Queue-1234567890-SmsReport.
     * Required to consume, and by deleteMessage and changeVisibility.
     */
    public void setQueueName(String queueName) {
        this.queueName = queueName;
    }

    public String getAccessKey() {
        return accessKey;
    }

    /**
     * The AccessKey ID that asks for the queue's token. Give it with secretKey, or neither: then
     * credentialsProvider is used, else the SDK's default chain (environment, profile file, ECS
     * role and so on).
     */
    public void setAccessKey(String accessKey) {
        this.accessKey = accessKey;
    }

    public String getSecretKey() {
        return secretKey;
    }

    /** The AccessKey secret that goes with accessKey. */
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
     * Where the access key comes from, when accessKey is not set. Found in the registry by itself
     * if there is exactly one.
     */
    public void setCredentialsProvider(AlibabaCloudCredentialsProvider credentialsProvider) {
        this.credentialsProvider = credentialsProvider;
    }

    public String getRegionId() {
        return regionId;
    }

    /**
     * Selects the endpoints: cn-hangzhou, cn-shanghai, cn-beijing or cn-shenzhen (China), or
     * ap-southeast-1 (international). The region of a queue is chosen in Alibaba Cloud's console.
     * Any other value needs tokenEndpoint and mnsEndpoint, and for queries smsEndpoint or
     * voiceEndpoint.
     */
    public void setRegionId(String regionId) {
        this.regionId = regionId;
    }

    public AlicomMnsNetwork getNetwork() {
        return network;
    }

    /**
     * The network in which the services are reached: internet, or vpc for a machine of Alibaba
     * Cloud in the region of the queue, which needs no way to the internet. MNS has no https there.
     * The endpoint options win.
     */
    public void setNetwork(AlicomMnsNetwork network) {
        this.network = network;
    }

    public String getTokenEndpoint() {
        return tokenEndpoint;
    }

    /**
     * URL of the token service, instead of the region's. https, or http to a loopback address only.
     */
    public void setTokenEndpoint(String tokenEndpoint) {
        this.tokenEndpoint = tokenEndpoint;
    }

    public String getMnsEndpoint() {
        return mnsEndpoint;
    }

    /**
     * URL of the queue service, instead of the region's. https, or http to a loopback address only.
     */
    public void setMnsEndpoint(String mnsEndpoint) {
        this.mnsEndpoint = mnsEndpoint;
    }

    public String getSmsEndpoint() {
        return smsEndpoint;
    }

    /**
     * URL of the SMS service, which answers querySendDetails, instead of the region's. https, or
     * http to a loopback address only.
     */
    public void setSmsEndpoint(String smsEndpoint) {
        this.smsEndpoint = smsEndpoint;
    }

    public String getVoiceEndpoint() {
        return voiceEndpoint;
    }

    /**
     * URL of the voice service, which answers queries of call details, instead of the region's.
     * https, or http to a loopback address only. The regions of China have a default,
     * ap-southeast-1 has none.
     */
    public void setVoiceEndpoint(String voiceEndpoint) {
        this.voiceEndpoint = voiceEndpoint;
    }

    public boolean isAllowInsecureEndpoints() {
        return allowInsecureEndpoints;
    }

    /**
     * Allows http to hosts other than the loopback addresses. Access key, token and receipts then
     * cross the network in clear.
     */
    public void setAllowInsecureEndpoints(boolean allowInsecureEndpoints) {
        this.allowInsecureEndpoints = allowInsecureEndpoints;
    }

    public String getProxyHost() {
        return proxyHost;
    }

    /**
     * Host of an HTTP proxy for all services, together with proxyPort. Unset: HTTPS_PROXY,
     * HTTP_PROXY and NO_PROXY of the environment, then https.proxyHost, http.proxyHost and
     * http.nonProxyHosts of the JVM, and never for loopback addresses.
     */
    public void setProxyHost(String proxyHost) {
        this.proxyHost = proxyHost;
    }

    public Integer getProxyPort() {
        return proxyPort;
    }

    /** Port of the proxy, 1 to 65535. */
    public void setProxyPort(Integer proxyPort) {
        this.proxyPort = proxyPort;
    }

    public String getProxyUsername() {
        return proxyUsername;
    }

    /** User name for a proxy that asks for one, by Basic or Digest. */
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

    /** Partner accounts only: the id of the customer whose receipts are wanted. */
    public void setOwnerId(Long ownerId) {
        this.ownerId = ownerId;
    }

    public Duration getWaitTime() {
        return waitTime;
    }

    /**
     * How long a receive may wait at the queue while it is empty (long poll), 0 to 30 s, rounded up
     * to whole seconds. With 0 an idle queue is asked at growing pauses, up to 11 s.
     */
    public void setWaitTime(Duration waitTime) {
        this.waitTime = waitTime;
    }

    public int getMaxMessagesPerPoll() {
        return maxMessagesPerPoll;
    }

    /**
     * The most messages that one receive brings, 1 to 16. A receive costs the same whatever it
     * brings.
     */
    public void setMaxMessagesPerPoll(int maxMessagesPerPoll) {
        this.maxMessagesPerPoll = maxMessagesPerPoll;
    }

    public int getConcurrentReceivers() {
        return concurrentReceivers;
    }

    /**
     * The most receives at a time, 1 to 64. One when the queue is idle; another is added while
     * batches come back full and there is room, and taken away when they do not.
     */
    public void setConcurrentReceivers(int concurrentReceivers) {
        this.concurrentReceivers = concurrentReceivers;
    }

    public int getConcurrentConsumers() {
        return concurrentConsumers;
    }

    /**
     * Number of threads that route, 1 to 1000. So many exchanges of a synchronous route run in
     * parallel; with 1 they run one after another. An asynchronous step frees its thread, so that
     * more exchanges are under way, up to maxInFlight.
     */
    public void setConcurrentConsumers(int concurrentConsumers) {
        this.concurrentConsumers = concurrentConsumers;
    }

    public int getMaxInFlight() {
        return maxInFlight;
    }

    /**
     * The most messages held at once, from receive until deleted or given back, 1 to 100000. When
     * it is reached the consumer stops asking for more. Fewer wait for a thread or hold one when
     * the route is slow: what the concurrent consumers finish in about 2 seconds, or one for each
     * of them if that is more; one batch until the pace is known.
     */
    public void setMaxInFlight(int maxInFlight) {
        this.maxInFlight = maxInFlight;
    }

    public boolean isDeleteAfterRead() {
        return deleteAfterRead;
    }

    /**
     * Whether a message is deleted when its exchange completes. If false it stays, and comes again
     * when its lease ends, unless something else deletes it.
     */
    public void setDeleteAfterRead(boolean deleteAfterRead) {
        this.deleteAfterRead = deleteAfterRead;
    }

    public Duration getReceiveLinger() {
        return receiveLinger;
    }

    /**
     * The least pause after a receive that came back less than full, 0 to 60 s: at a steady trickle
     * this gives fewer and fuller requests, each of which is billed, for that much latency.
     */
    public void setReceiveLinger(Duration receiveLinger) {
        this.receiveLinger = receiveLinger;
    }

    public int getDeleteBatchSize() {
        return deleteBatchSize;
    }

    /** How many deletes are gathered into one request, 1 to 16. */
    public void setDeleteBatchSize(int deleteBatchSize) {
        this.deleteBatchSize = deleteBatchSize;
    }

    public Duration getDeleteLinger() {
        return deleteLinger;
    }

    /**
     * How long a delete waits for others to share its request, 0 to 10 s. It never waits past half
     * of what is left of its lease, and not at all at stop.
     */
    public void setDeleteLinger(Duration deleteLinger) {
        this.deleteLinger = deleteLinger;
    }

    public boolean isExtendVisibility() {
        return extendVisibility;
    }

    /**
     * Whether the lease of every held message is kept, waiting or at work, so that a slow route
     * does not see its messages handed to someone else.
     */
    public void setExtendVisibility(boolean extendVisibility) {
        this.extendVisibility = extendVisibility;
    }

    public Duration getVisibilityTimeout() {
        return visibilityTimeout;
    }

    /**
     * How long each extension of a lease lasts, 1 s to 12 h, rounded up to whole seconds. A lease
     * is extended when a third of it is left: shorter means more requests, longer that a message of
     * a killed consumer comes back later.
     */
    public void setVisibilityTimeout(Duration visibilityTimeout) {
        this.visibilityTimeout = visibilityTimeout;
    }

    public Duration getMaxExtension() {
        return maxExtension;
    }

    /**
     * How long a message is held in all, 1 s to 4 days. After this its lease is not extended any
     * more: it comes again, even if the route is still at work on it.
     */
    public void setMaxExtension(Duration maxExtension) {
        this.maxExtension = maxExtension;
    }

    public Duration getRedeliveryDelay() {
        return redeliveryDelay;
    }

    /**
     * How long after a failure the message becomes visible again, 1 s to 12 h, rounded up to whole
     * seconds. Unset: when its lease ends.
     */
    public void setRedeliveryDelay(Duration redeliveryDelay) {
        this.redeliveryDelay = redeliveryDelay;
    }

    public double getRedeliveryBackoffMultiplier() {
        return redeliveryBackoffMultiplier;
    }

    /**
     * How much longer redeliveryDelay becomes with each further receive of the message, 1 to 100.
     * With 2 and a delay of 10 s: 10 s, 20 s, 40 s and so on, up to maxRedeliveryDelay.
     */
    public void setRedeliveryBackoffMultiplier(double redeliveryBackoffMultiplier) {
        this.redeliveryBackoffMultiplier = redeliveryBackoffMultiplier;
    }

    public Duration getMaxRedeliveryDelay() {
        return maxRedeliveryDelay;
    }

    /**
     * The longest delay that redeliveryBackoffMultiplier leads to, 1 s to 12 h, rounded up to whole
     * seconds. It does not shorten redeliveryDelay itself.
     */
    public void setMaxRedeliveryDelay(Duration maxRedeliveryDelay) {
        this.maxRedeliveryDelay = maxRedeliveryDelay;
    }

    public boolean isBatching() {
        return batching;
    }

    /**
     * Whether all that one receive brings becomes one exchange, whose body is a list of receipts
     * and whose headers are lists too. They are deleted, or left, together.
     */
    public void setBatching(boolean batching) {
        this.batching = batching;
    }

    public boolean isVerifyBodyDigest() {
        return verifyBodyDigest;
    }

    /**
     * Whether a body whose MD5 differs from the one that came with it is refused as an invalid
     * receipt.
     */
    public void setVerifyBodyDigest(boolean verifyBodyDigest) {
        this.verifyBodyDigest = verifyBodyDigest;
    }

    public Duration getErrorBackoff() {
        return errorBackoff;
    }

    /**
     * The first wait after a failed receive, 1 ms to 1 h. It doubles with each failure in a row,
     * with full jitter, up to maxErrorBackoff.
     */
    public void setErrorBackoff(Duration errorBackoff) {
        this.errorBackoff = errorBackoff;
    }

    public Duration getMaxErrorBackoff() {
        return maxErrorBackoff;
    }

    /** The longest wait after a failed receive, from errorBackoff to 1 h. */
    public void setMaxErrorBackoff(Duration maxErrorBackoff) {
        this.maxErrorBackoff = maxErrorBackoff;
    }

    public Duration getTokenRefreshMargin() {
        return tokenRefreshMargin;
    }

    /**
     * How long before its end the queue's token is replaced, 1 s to 1 h; a token that lives for
     * less than twice this is replaced at half of its life.
     */
    public void setTokenRefreshMargin(Duration tokenRefreshMargin) {
        this.tokenRefreshMargin = tokenRefreshMargin;
    }

    public Duration getStopGrace() {
        return stopGrace;
    }

    /**
     * How long the stop of the Camel context waits for a long poll to end before it cuts the
     * connection, 0 to 30 s. A service that does not notice that the connection was cut hands
     * messages to it until the poll would have ended; they are redelivered when their lease
     * expires. With 30 s that cannot happen. Stopping a single route never cuts a poll.
     */
    public void setStopGrace(Duration stopGrace) {
        this.stopGrace = stopGrace;
    }

    public AlicomMnsOperation getOperation() {
        return operation;
    }

    /**
     * What a producer does. querySendDetails asks the SMS service what became of the messages to
     * one number on one day. deleteMessage and changeVisibility settle the message that the
     * exchange came with, for a consumer with deleteAfterRead=false.
     */
    public void setOperation(AlicomMnsOperation operation) {
        this.operation = operation;
    }

    public int getPageSize() {
        return pageSize;
    }

    /** How many send details are asked for with one request, 1 to 50. All pages are read. */
    public void setPageSize(int pageSize) {
        this.pageSize = pageSize;
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
