/** Sources that are uploaded in place of those of a repository. */
@NullMarked
package dev.hexad.iac.upload;

import org.jspecify.annotations.NullMarked;
