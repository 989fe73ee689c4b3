/**
 * The one room that knows Alibaba Cloud's SDKs. It offers {@link
 * io.github.camelalicom.mns.gateway.MnsQueue}, three verbs to a queue, and one exception with a
 * kind.
 *
 * <p>The SDKs are kept for transport, signing and credentials. Their parsers and error paths are
 * not used: docs/contributing/decisions.adoc says why.
 */
package io.github.camelalicom.mns.gateway;
