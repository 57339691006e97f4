/** Bills of Google Cloud, from its billing export to BigQuery. */
@NullMarked
package dev.hexad.finops.source.google;

import org.jspecify.annotations.NullMarked;
