package dev.hexad.iac.state;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who reads or writes a state.
 *
 * @param name for the record
 * @param command the command of Hexad that it does it for, null for people and their tools
 * @param fence token of the lease that the command works under; older ones are refused
 * @param unlocks whether it may take away a lock of somebody else
 */
record Writer(String name, @Nullable UUID command, long fence, boolean unlocks) {
  static Writer of(String subject, boolean unlocks) {
    return new Writer(subject, null, 0, unlocks);
  }

  String holder() {
    return command == null ? name : "command/" + command;
  }
}
