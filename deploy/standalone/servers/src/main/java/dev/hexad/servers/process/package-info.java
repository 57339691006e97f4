/** Child processes that can be found again after the process that started them was killed. */
@NullMarked
package dev.hexad.servers.process;

import org.jspecify.annotations.NullMarked;
