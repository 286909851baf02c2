package dev.mailshell.camel;

/** Told when mail will probably come soon, so that it is looked for more often than usual. */
interface Expectation {

    /** From now on, for some seconds. */
    void soon();

    /** What was expected is there. */
    void over();
}
