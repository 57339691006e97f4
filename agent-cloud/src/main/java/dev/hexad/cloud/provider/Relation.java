package dev.hexad.cloud.provider;

/**
 * A link from one resource to another in the same account.
 *
 * @param verb for example {@code in}, {@code uses}, {@code attached to}
 * @param type of the other, for example {@code aws.ec2.vpc}
 * @param id of the other
 */
public record Relation(String verb, String type, String id) {}
