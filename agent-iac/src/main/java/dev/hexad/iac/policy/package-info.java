/** Policies over plans: what is asked, what it found, and who lets something pass. */
@NullMarked
package dev.hexad.iac.policy;

import org.jspecify.annotations.NullMarked;
