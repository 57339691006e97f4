/** The life of an agent as a plugin: inspected, installed, upgraded, uninstalled. */
@NullMarked
package dev.hexad.orchestrator.plugin;

import org.jspecify.annotations.NullMarked;
