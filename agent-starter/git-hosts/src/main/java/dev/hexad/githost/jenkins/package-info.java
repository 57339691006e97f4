/** Builds in Jenkins: started, followed with their log, stopped. */
@NullMarked
package dev.hexad.githost.jenkins;

import org.jspecify.annotations.NullMarked;
