/** What must hold before something new comes to an environment. */
@NullMarked
package dev.hexad.cd.gate;

import org.jspecify.annotations.NullMarked;
