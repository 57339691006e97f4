/** Holds what is sent and answered to the documents that providers publish. */
@NullMarked
package dev.hexad.testkit.contract;

import org.jspecify.annotations.NullMarked;
