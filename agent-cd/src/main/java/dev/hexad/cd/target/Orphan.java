package dev.hexad.cd.target;

/**
 * Something where an application is deployed that no deployment accounts for.
 *
 * @param namespace empty where there is none
 * @param why for people
 */
public record Orphan(String id, String kind, String namespace, String name, String why) {}
