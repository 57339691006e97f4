/** Real servers, fakes and suites for tests of Hexad services. */
@NullMarked
package dev.hexad.testkit;

import org.jspecify.annotations.NullMarked;
