// Written by StarterSourcesTest from the component's catalog. Do not edit.
package io.github.camelalicom.mns.springboot;

import org.apache.camel.spring.boot.ComponentConfigurationPropertiesCommon;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What an application may say of the component in its properties.
 *
 * <p>A field is {@code null} until a property sets it; the defaults are the component's and
 * stand in the configuration metadata. So a component or a configuration that is a bean keeps
 * what its maker set.
 */
@ConfigurationProperties(prefix = "camel.component.alicom-mns")
public class AlicomMnsComponentConfiguration extends ComponentConfigurationPropertiesCommon {

    /**
     * The default configuration of the endpoints.
     */
    private io.github.camelalicom.mns.AlicomMnsConfiguration configuration;

    /**
     * The network in which the services are reached: internet, or vpc for a machine of Alibaba
     * Cloud in the region of the queue that has no access to the internet. MNS has no https there.
     * The endpoint options take precedence.
     */
    private io.github.camelalicom.mns.options.AlicomMnsNetwork network;

    /**
     * The name of the queue as shown in the Alibaba Cloud console, such as
     * Alicom-Queue-1234567890-SmsReport. Required by the consumer and by the operations
     * deleteMessage and changeVisibility.
     */
    private String queueName;

    /**
     * The region of the queue, which selects the endpoints: cn-hangzhou, cn-shanghai, cn-beijing
     * or cn-shenzhen (China), or ap-southeast-1 (international). Any other region requires the
     * endpoint options.
     */
    private String regionId;

    /**
     * The URL of the queue service (MNS), to override that of the region. Must be https, or http
     * to a loopback address or to the private (VPC) address of MNS, unless allowInsecureEndpoints
     * is set.
     */
    private String mnsEndpoint;

    /**
     * The ID of the customer whose receipts are read, for partner accounts only.
     */
    private Long ownerId;

    /**
     * The URL of the SMS service that querySendDetails and queryMessage use, to override that of
     * the region. Must be https, or http to a loopback address, unless allowInsecureEndpoints is
     * set.
     */
    private String smsEndpoint;

    /**
     * The URL of the token service, to override that of the region. Must be https, or http to a
     * loopback address, unless allowInsecureEndpoints is set.
     */
    private String tokenEndpoint;

    /**
     * The time before its expiry at which the token of the queue is renewed, 1 second to 1 hour. A
     * token that is valid for less than twice this time is renewed at half of its lifetime.
     */
    private java.time.Duration tokenRefreshMargin;

    /**
     * The URL of the voice service that queryCallDetail uses, to override that of the region. Must
     * be https, or http to a loopback address, unless allowInsecureEndpoints is set. Region
     * ap-southeast-1 has no default.
     */
    private String voiceEndpoint;

    /**
     * Sets whether the messages of one receive request become one exchange, with lists as body and
     * headers. They are deleted or left together.
     */
    private Boolean batching;

    /**
     * Allows for bridging the consumer to the Camel routing Error Handler, which mean any
     * exceptions (if possible) occurred while the Camel consumer is trying to pickup incoming
     * messages, or the likes, will now be processed as a message and handled by the routing Error
     * Handler. Important: This is only possible if the 3rd party component allows Camel to be
     * alerted if an exception was thrown. Some components handle this internally only, and
     * therefore bridgeErrorHandler is not possible. In other situations we may improve the Camel
     * component to hook into the 3rd party component and make this possible for future releases.
     * By default the consumer will use the org.apache.camel.spi.ExceptionHandler to deal with
     * exceptions, that will be logged at WARN or ERROR level and ignored.
     */
    private Boolean bridgeErrorHandler;

    /**
     * The number of threads that process exchanges, 1 to 1000. Asynchronous routes may process
     * more exchanges at a time, up to maxInFlight.
     */
    private Integer concurrentConsumers;

    /**
     * The maximum number of concurrent receive requests, 1 to 64. An idle queue is polled by one;
     * more are added while full batches arrive.
     */
    private Integer concurrentReceivers;

    /**
     * Sets whether a message is deleted when its exchange completes. If false, MNS redelivers it
     * when its lease expires unless the route deletes it.
     */
    private Boolean deleteAfterRead;

    /**
     * Sets whether the visibility timeout (lease) of a message is extended while the message waits
     * or is being processed.
     */
    private Boolean extendVisibility;

    /**
     * The maximum time for which a message is held by extending its lease, 1 second to 4 days.
     * Then MNS redelivers the message, even if it is still being processed.
     */
    private java.time.Duration maxExtension;

    /**
     * The maximum number of messages held by the consumer at a time, 1 to 100000. The consumer
     * holds fewer if the route is slow: about as many as it processes in 2 seconds.
     */
    private Integer maxInFlight;

    /**
     * The maximum number of messages per receive request, 1 to 16.
     */
    private Integer maxMessagesPerPoll;

    /**
     * The maximum delay that redeliveryBackoffMultiplier leads to, 1 second to 12 hours, rounded
     * up to whole seconds. Does not reduce redeliveryDelay itself.
     */
    private java.time.Duration maxRedeliveryDelay;

    /**
     * The minimum delay after a receive request that returned a partial batch, 0 to 60 seconds.
     * Saves requests at low traffic at the cost of latency.
     */
    private java.time.Duration receiveLinger;

    /**
     * The factor by which redeliveryDelay grows each time the message is received, 1 to 100. With
     * 2, a delay of 10 seconds becomes 20 and 40 seconds, up to maxRedeliveryDelay.
     */
    private Double redeliveryBackoffMultiplier;

    /**
     * The delay after a failure until the message is visible again, 1 second to 12 hours, rounded
     * up to whole seconds. If not set, the message is visible again when its lease expires.
     */
    private java.time.Duration redeliveryDelay;

    /**
     * The visibility timeout set by each extension, 1 second to 12 hours, rounded up to whole
     * seconds. A lease is extended when a third of it remains.
     */
    private java.time.Duration visibilityTimeout;

    /**
     * The maximum duration of a long poll, 0 to 30 seconds, rounded up to whole seconds. With 0,
     * an idle queue is polled at increasing intervals of up to 11 seconds.
     */
    private java.time.Duration waitTime;

    /**
     * The maximum number of messages per delete request, 1 to 16.
     */
    private Integer deleteBatchSize;

    /**
     * The maximum time a delete waits for others to share its request, 0 to 10 seconds. Limited to
     * half of the remaining lease; ends when the consumer stops.
     */
    private java.time.Duration deleteLinger;

    /**
     * The initial delay after a failed receive request, 1 millisecond to 1 hour. Doubles with each
     * consecutive failure up to maxErrorBackoff, with full jitter.
     */
    private java.time.Duration errorBackoff;

    /**
     * The maximum delay after a failed receive request, from errorBackoff to 1 hour.
     */
    private java.time.Duration maxErrorBackoff;

    /**
     * The maximum time the stop of the Camel context waits for a long poll to finish before it
     * closes the connection, 0 to 30 seconds. Messages that MNS assigns to a closed poll are
     * redelivered when their lease expires.
     */
    private java.time.Duration stopGrace;

    /**
     * Sets whether a message whose body does not match its MD5 digest is treated as an invalid
     * receipt.
     */
    private Boolean verifyBodyDigest;

    /**
     * Whether the producer should be started lazy (on the first message). By starting lazy you can
     * use this to allow CamelContext and routes to startup in situations where a producer may
     * otherwise fail during starting and cause the route to fail being started. By deferring this
     * startup to be lazy then the startup failure can be handled during routing messages via
     * Camel's routing error handlers. Beware that when the first message is processed then
     * creating and starting the producer may take a little time and prolong the total processing
     * time of the processing.
     */
    private Boolean lazyStartProducer;

    /**
     * The operation of the producer. querySendDetails, queryMessage and queryCallDetail query the
     * results of sent messages and of calls; deleteMessage and changeVisibility settle the message
     * of the exchange.
     */
    private io.github.camelalicom.mns.AlicomMnsOperation operation;

    /**
     * The number of send details per request, 1 to 50. All pages are read.
     */
    private Integer pageSize;

    /**
     * Whether autowiring is enabled. This is used for automatic autowiring options (the option
     * must be marked as autowired) by looking up in the registry to find if there is a single
     * instance of matching type, which then gets configured on the component. This can be used for
     * automatic configuring JDBC data sources, JMS connection factories, AWS Clients, etc.
     */
    private Boolean autowiredEnabled;

    /**
     * Used for enabling or disabling all consumer based health checks from this component
     */
    private Boolean healthCheckConsumerEnabled;

    /**
     * Used for enabling or disabling all producer based health checks from this component. Notice:
     * Camel has by default disabled all producer based health-checks. You can turn on producer
     * checks globally by setting camel.health.producersEnabled=true.
     */
    private Boolean healthCheckProducerEnabled;

    /**
     * Hosts that are reached without a proxy, separated by bars or commas. A star stands for any
     * characters.
     */
    private String nonProxyHosts;

    /**
     * The host of an HTTP proxy for all services. If not set, HTTPS_PROXY, HTTP_PROXY and NO_PROXY
     * of the environment apply, then the proxy properties of the JVM, except for loopback
     * addresses.
     */
    private String proxyHost;

    /**
     * The password that goes with proxyUsername.
     */
    private String proxyPassword;

    /**
     * The port of the proxy, 1 to 65535.
     */
    private Integer proxyPort;

    /**
     * The user name for a proxy that requires one, with Basic or Digest authentication.
     */
    private String proxyUsername;

    /**
     * The AccessKey ID used to request the token of the queue. Set it together with secretKey, or
     * set neither to use credentialsProvider or the default credential chain of the Alibaba Cloud
     * SDK.
     */
    private String accessKey;

    /**
     * Sets whether http is allowed to hosts other than loopback addresses and the private (VPC)
     * address of MNS. Access key ID, token and receipts are then sent unencrypted.
     */
    private Boolean allowInsecureEndpoints;

    /**
     * The provider of the credentials if accessKey is not set. Found automatically if the registry
     * contains exactly one. A provider that calls a service itself does so with its own proxy
     * settings and clock, not those of this endpoint.
     */
    private com.aliyuncs.auth.AlibabaCloudCredentialsProvider credentialsProvider;

    /**
     * The AccessKey secret that belongs to accessKey.
     */
    private String secretKey;

    /**
     * The security token of temporary credentials of STS, together with their accessKey and
     * secretKey. It is not renewed: for a long-running application use credentialsProvider.
     */
    private String sessionToken;

    public io.github.camelalicom.mns.AlicomMnsConfiguration getConfiguration() {
        return configuration;
    }

    public void setConfiguration(io.github.camelalicom.mns.AlicomMnsConfiguration configuration) {
        this.configuration = configuration;
    }

    public io.github.camelalicom.mns.options.AlicomMnsNetwork getNetwork() {
        return network;
    }

    public void setNetwork(io.github.camelalicom.mns.options.AlicomMnsNetwork network) {
        this.network = network;
    }

    public String getQueueName() {
        return queueName;
    }

    public void setQueueName(String queueName) {
        this.queueName = queueName;
    }

    public String getRegionId() {
        return regionId;
    }

    public void setRegionId(String regionId) {
        this.regionId = regionId;
    }

    public String getMnsEndpoint() {
        return mnsEndpoint;
    }

    public void setMnsEndpoint(String mnsEndpoint) {
        this.mnsEndpoint = mnsEndpoint;
    }

    public Long getOwnerId() {
        return ownerId;
    }

    public void setOwnerId(Long ownerId) {
        this.ownerId = ownerId;
    }

    public String getSmsEndpoint() {
        return smsEndpoint;
    }

    public void setSmsEndpoint(String smsEndpoint) {
        this.smsEndpoint = smsEndpoint;
    }

    public String getTokenEndpoint() {
        return tokenEndpoint;
    }

    public void setTokenEndpoint(String tokenEndpoint) {
        this.tokenEndpoint = tokenEndpoint;
    }

    public java.time.Duration getTokenRefreshMargin() {
        return tokenRefreshMargin;
    }

    public void setTokenRefreshMargin(java.time.Duration tokenRefreshMargin) {
        this.tokenRefreshMargin = tokenRefreshMargin;
    }

    public String getVoiceEndpoint() {
        return voiceEndpoint;
    }

    public void setVoiceEndpoint(String voiceEndpoint) {
        this.voiceEndpoint = voiceEndpoint;
    }

    public Boolean getBatching() {
        return batching;
    }

    public void setBatching(Boolean batching) {
        this.batching = batching;
    }

    public Boolean getBridgeErrorHandler() {
        return bridgeErrorHandler;
    }

    public void setBridgeErrorHandler(Boolean bridgeErrorHandler) {
        this.bridgeErrorHandler = bridgeErrorHandler;
    }

    public Integer getConcurrentConsumers() {
        return concurrentConsumers;
    }

    public void setConcurrentConsumers(Integer concurrentConsumers) {
        this.concurrentConsumers = concurrentConsumers;
    }

    public Integer getConcurrentReceivers() {
        return concurrentReceivers;
    }

    public void setConcurrentReceivers(Integer concurrentReceivers) {
        this.concurrentReceivers = concurrentReceivers;
    }

    public Boolean getDeleteAfterRead() {
        return deleteAfterRead;
    }

    public void setDeleteAfterRead(Boolean deleteAfterRead) {
        this.deleteAfterRead = deleteAfterRead;
    }

    public Boolean getExtendVisibility() {
        return extendVisibility;
    }

    public void setExtendVisibility(Boolean extendVisibility) {
        this.extendVisibility = extendVisibility;
    }

    public java.time.Duration getMaxExtension() {
        return maxExtension;
    }

    public void setMaxExtension(java.time.Duration maxExtension) {
        this.maxExtension = maxExtension;
    }

    public Integer getMaxInFlight() {
        return maxInFlight;
    }

    public void setMaxInFlight(Integer maxInFlight) {
        this.maxInFlight = maxInFlight;
    }

    public Integer getMaxMessagesPerPoll() {
        return maxMessagesPerPoll;
    }

    public void setMaxMessagesPerPoll(Integer maxMessagesPerPoll) {
        this.maxMessagesPerPoll = maxMessagesPerPoll;
    }

    public java.time.Duration getMaxRedeliveryDelay() {
        return maxRedeliveryDelay;
    }

    public void setMaxRedeliveryDelay(java.time.Duration maxRedeliveryDelay) {
        this.maxRedeliveryDelay = maxRedeliveryDelay;
    }

    public java.time.Duration getReceiveLinger() {
        return receiveLinger;
    }

    public void setReceiveLinger(java.time.Duration receiveLinger) {
        this.receiveLinger = receiveLinger;
    }

    public Double getRedeliveryBackoffMultiplier() {
        return redeliveryBackoffMultiplier;
    }

    public void setRedeliveryBackoffMultiplier(Double redeliveryBackoffMultiplier) {
        this.redeliveryBackoffMultiplier = redeliveryBackoffMultiplier;
    }

    public java.time.Duration getRedeliveryDelay() {
        return redeliveryDelay;
    }

    public void setRedeliveryDelay(java.time.Duration redeliveryDelay) {
        this.redeliveryDelay = redeliveryDelay;
    }

    public java.time.Duration getVisibilityTimeout() {
        return visibilityTimeout;
    }

    public void setVisibilityTimeout(java.time.Duration visibilityTimeout) {
        this.visibilityTimeout = visibilityTimeout;
    }

    public java.time.Duration getWaitTime() {
        return waitTime;
    }

    public void setWaitTime(java.time.Duration waitTime) {
        this.waitTime = waitTime;
    }

    public Integer getDeleteBatchSize() {
        return deleteBatchSize;
    }

    public void setDeleteBatchSize(Integer deleteBatchSize) {
        this.deleteBatchSize = deleteBatchSize;
    }

    public java.time.Duration getDeleteLinger() {
        return deleteLinger;
    }

    public void setDeleteLinger(java.time.Duration deleteLinger) {
        this.deleteLinger = deleteLinger;
    }

    public java.time.Duration getErrorBackoff() {
        return errorBackoff;
    }

    public void setErrorBackoff(java.time.Duration errorBackoff) {
        this.errorBackoff = errorBackoff;
    }

    public java.time.Duration getMaxErrorBackoff() {
        return maxErrorBackoff;
    }

    public void setMaxErrorBackoff(java.time.Duration maxErrorBackoff) {
        this.maxErrorBackoff = maxErrorBackoff;
    }

    public java.time.Duration getStopGrace() {
        return stopGrace;
    }

    public void setStopGrace(java.time.Duration stopGrace) {
        this.stopGrace = stopGrace;
    }

    public Boolean getVerifyBodyDigest() {
        return verifyBodyDigest;
    }

    public void setVerifyBodyDigest(Boolean verifyBodyDigest) {
        this.verifyBodyDigest = verifyBodyDigest;
    }

    public Boolean getLazyStartProducer() {
        return lazyStartProducer;
    }

    public void setLazyStartProducer(Boolean lazyStartProducer) {
        this.lazyStartProducer = lazyStartProducer;
    }

    public io.github.camelalicom.mns.AlicomMnsOperation getOperation() {
        return operation;
    }

    public void setOperation(io.github.camelalicom.mns.AlicomMnsOperation operation) {
        this.operation = operation;
    }

    public Integer getPageSize() {
        return pageSize;
    }

    public void setPageSize(Integer pageSize) {
        this.pageSize = pageSize;
    }

    public Boolean getAutowiredEnabled() {
        return autowiredEnabled;
    }

    public void setAutowiredEnabled(Boolean autowiredEnabled) {
        this.autowiredEnabled = autowiredEnabled;
    }

    public Boolean getHealthCheckConsumerEnabled() {
        return healthCheckConsumerEnabled;
    }

    public void setHealthCheckConsumerEnabled(Boolean healthCheckConsumerEnabled) {
        this.healthCheckConsumerEnabled = healthCheckConsumerEnabled;
    }

    public Boolean getHealthCheckProducerEnabled() {
        return healthCheckProducerEnabled;
    }

    public void setHealthCheckProducerEnabled(Boolean healthCheckProducerEnabled) {
        this.healthCheckProducerEnabled = healthCheckProducerEnabled;
    }

    public String getNonProxyHosts() {
        return nonProxyHosts;
    }

    public void setNonProxyHosts(String nonProxyHosts) {
        this.nonProxyHosts = nonProxyHosts;
    }

    public String getProxyHost() {
        return proxyHost;
    }

    public void setProxyHost(String proxyHost) {
        this.proxyHost = proxyHost;
    }

    public String getProxyPassword() {
        return proxyPassword;
    }

    public void setProxyPassword(String proxyPassword) {
        this.proxyPassword = proxyPassword;
    }

    public Integer getProxyPort() {
        return proxyPort;
    }

    public void setProxyPort(Integer proxyPort) {
        this.proxyPort = proxyPort;
    }

    public String getProxyUsername() {
        return proxyUsername;
    }

    public void setProxyUsername(String proxyUsername) {
        this.proxyUsername = proxyUsername;
    }

    public String getAccessKey() {
        return accessKey;
    }

    public void setAccessKey(String accessKey) {
        this.accessKey = accessKey;
    }

    public Boolean getAllowInsecureEndpoints() {
        return allowInsecureEndpoints;
    }

    public void setAllowInsecureEndpoints(Boolean allowInsecureEndpoints) {
        this.allowInsecureEndpoints = allowInsecureEndpoints;
    }

    public com.aliyuncs.auth.AlibabaCloudCredentialsProvider getCredentialsProvider() {
        return credentialsProvider;
    }

    public void setCredentialsProvider(com.aliyuncs.auth.AlibabaCloudCredentialsProvider credentialsProvider) {
        this.credentialsProvider = credentialsProvider;
    }

    public String getSecretKey() {
        return secretKey;
    }

    public void setSecretKey(String secretKey) {
        this.secretKey = secretKey;
    }

    public String getSessionToken() {
        return sessionToken;
    }

    public void setSessionToken(String sessionToken) {
        this.sessionToken = sessionToken;
    }
}
