package io.aiops4j.core.review;

import io.aiops4j.core.AiopsException;
import org.jspecify.annotations.Nullable;

/** How many distinct people have to approve, and the role that each of them needs, or null. */
record Quorum(int approvals, @Nullable String role) {

    static final Quorum ONE = new Quorum(1, null);

    Quorum {
        if (approvals < 1) {
            throw new AiopsException("It takes at least 1 approval, not " + approvals + ". Give a positive number.");
        }
        if (role != null && role.isBlank()) {
            throw new AiopsException("The role is blank. Name one, or leave it out.");
        }
    }

    @Override
    public String toString() {
        String people = approvals == 1 ? "1 approval" : approvals + " approvals by different people";
        return role == null ? people : people + " with the role '" + role + "'";
    }
}
