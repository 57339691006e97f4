package dev.hexad.cloud.provider;

/**
 * What is acted on.
 *
 * @param accountName name of its account in the configuration
 */
public record ActionTarget(
    String accountName, String account, String region, String type, String id, String name) {}
