package dev.hexad.githost.jenkins;

import org.jspecify.annotations.Nullable;

/**
 * How far a build has been followed; store it to go on from here after a restart.
 *
 * @param job full name, folders separated by '/'
 * @param queueId id of the queue item that the trigger gave
 * @param number the build's number; null while it waits in the queue
 * @param offset place in the log up to which it was read, in bytes
 */
public record JenkinsRun(String job, long queueId, @Nullable Integer number, long offset) {

  /** A build that was just triggered. */
  public static JenkinsRun queued(String job, long queueId) {
    return new JenkinsRun(job, queueId, null, 0);
  }

  JenkinsRun started(int newNumber) {
    return new JenkinsRun(job, queueId, newNumber, offset);
  }

  JenkinsRun at(long newOffset) {
    return new JenkinsRun(job, queueId, number, newOffset);
  }
}
