package dev.hexad.githost.jenkins;

/**
 * A piece of a build's log.
 *
 * @param text UTF-8 text as Jenkins gave it; a character that was just being written may be damaged
 * @param next offset of the next piece, in bytes
 * @param more whether the log still grows
 */
public record LogPart(String text, long next, boolean more) {}
