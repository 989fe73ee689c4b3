/** Resources shared by the consumers, pollers and producers of a component. */
package io.github.camelalicom.mns.lifecycle;
