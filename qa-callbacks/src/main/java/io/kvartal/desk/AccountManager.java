package io.kvartal.desk;

/** Who of the portal looks after a developer. @param userId as the token says */
public record AccountManager(String userId, String name) {
    /** Either is enough: better one decision too few than one in one's own cause. */
    public boolean isSame(String otherUserId, String otherName) {
        return userId.equals(otherUserId) || name.equals(otherName);
    }
}
