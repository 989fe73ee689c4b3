/** Tests of option values, and of how they are written. */
package io.github.camelalicom.mns.options;
