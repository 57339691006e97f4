/** Repositories of applications, and how they are read. */
@NullMarked
package dev.hexad.cd.repository;

import org.jspecify.annotations.NullMarked;
