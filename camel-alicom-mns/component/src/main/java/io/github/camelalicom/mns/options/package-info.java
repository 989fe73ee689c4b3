/** Checks of option values and of their text, and the regions that they name. */
package io.github.camelalicom.mns.options;
