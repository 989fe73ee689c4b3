/** What the consumers, pollers and producers of a component share, and how long it lives. */
package io.github.camelalicom.mns.lifecycle;
