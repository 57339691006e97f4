package dev.hexad.finops.source.azure;

import java.time.Instant;

/** What is said of an object in a container. */
record Blob(String name, String etag, long size, Instant changed) {}
