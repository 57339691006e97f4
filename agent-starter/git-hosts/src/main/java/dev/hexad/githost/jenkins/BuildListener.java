package dev.hexad.githost.jenkins;

/** Hears of a build that is followed, on the following thread. */
public interface BuildListener {
  /**
   * It moved on.
   *
   * @param position where it is now; to be stored together with the log
   * @param log what was added to the log, may be empty
   */
  void progress(JenkinsRun position, String log);

  /** True as soon as the build is to be stopped. */
  boolean wantsStop();
}
