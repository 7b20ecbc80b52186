package sample.boundary.right;

import sample.boundary.left.inside.Secret;

/** Breaks the boundary on purpose: {@code ModuleBoundaryTests} must see it. */
public class Right {
    private final Secret secret = new Secret();

    public Secret secret() {
        return secret;
    }
}
