package dev.hexad.githost.api;

/** What a user may do in a repository, in rising order. */
public enum Permission {
  NONE,
  READ,
  TRIAGE,
  WRITE,
  MAINTAIN,
  ADMIN;

  /** True when this is as much as is needed, or more. */
  public boolean allows(Permission needed) {
    return compareTo(needed) >= 0;
  }
}
