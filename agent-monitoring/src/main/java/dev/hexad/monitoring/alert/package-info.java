/** Alerts that name the change that is suspected. */
@NullMarked
package dev.hexad.monitoring.alert;

import org.jspecify.annotations.NullMarked;
