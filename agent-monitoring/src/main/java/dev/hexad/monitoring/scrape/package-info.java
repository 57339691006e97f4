/** Watches what was deployed: reads its metrics and keeps a short history. */
@NullMarked
package dev.hexad.monitoring.scrape;

import org.jspecify.annotations.NullMarked;
