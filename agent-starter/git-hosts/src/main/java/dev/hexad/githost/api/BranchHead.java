package dev.hexad.githost.api;

/**
 * A branch and where it is.
 *
 * @param name without {@code refs/heads/}
 * @param commit id of its newest commit
 */
public record BranchHead(String name, String commit) {}
