/** Vercel: the files of a commit, built and served. */
@NullMarked
package dev.hexad.cd.target.vercel;

import org.jspecify.annotations.NullMarked;
