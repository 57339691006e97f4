/** Bills of AWS: FOCUS exports in S3, and Cost Explorer. */
@NullMarked
package dev.hexad.finops.source.aws;

import org.jspecify.annotations.NullMarked;
