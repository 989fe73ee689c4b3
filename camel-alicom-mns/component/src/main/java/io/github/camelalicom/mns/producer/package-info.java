/** What the operations of the producer do. */
package io.github.camelalicom.mns.producer;
