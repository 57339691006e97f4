/** Amazon Web Services as a provider. */
@NullMarked
package dev.hexad.cloud.aws;

import org.jspecify.annotations.NullMarked;
