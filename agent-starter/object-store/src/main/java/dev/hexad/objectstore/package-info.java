/** Large objects by key, in the file system or in a cloud's object storage. */
@NullMarked
package dev.hexad.objectstore;

import org.jspecify.annotations.NullMarked;
