/** Checks of option values and of their text. */
package io.github.camelalicom.mns.options;
