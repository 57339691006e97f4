/** Google Cloud Run: services, their revisions and who gets which share of the requests. */
@NullMarked
package dev.hexad.cd.target.cloudrun;

import org.jspecify.annotations.NullMarked;
