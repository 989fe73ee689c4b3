/**
 * What operators see: health checks, developer console, JMX and Micrometer. All of them read a
 * {@link io.github.camelalicom.mns.consumer.ConsumerSnapshot} through one table, {@link
 * io.github.camelalicom.mns.monitor.Metric}. Only {@link
 * io.github.camelalicom.mns.monitor.MicrometerMeters} uses Micrometer, which is optional.
 */
package io.github.camelalicom.mns.monitor;
