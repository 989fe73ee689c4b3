/**
 * What Camel sees: the component {@code alicom-mns}, which brings Alibaba Cloud SMS and voice
 * receipts into a route.
 */
package io.github.camelalicom.mns;
