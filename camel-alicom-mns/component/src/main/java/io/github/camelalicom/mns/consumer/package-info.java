/**
 * The engine: Receivers → Dispatcher → (route) → Settler, with {@link
 * io.github.camelalicom.mns.consumer.Delivery} as the one owner of a message's state. It knows
 * neither Camel nor Alibaba Cloud's SDKs.
 */
package io.github.camelalicom.mns.consumer;
