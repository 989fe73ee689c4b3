/** How a message becomes an exchange, and how the end of the exchange settles the message. */
package io.github.camelalicom.mns.exchange;
