package dev.hexad.servers;

/**
 * One server as it is now.
 *
 * @param pid 0 when it is not running
 * @param port the port it listens on, 0 when it never ran
 * @param residentBytes resident memory, 0 when unknown
 */
public record ServerStatus(String name, boolean running, long pid, int port, long residentBytes) {}
