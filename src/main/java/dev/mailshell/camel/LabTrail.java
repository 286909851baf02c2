package dev.mailshell.camel;

/** INSECURE: says with each event that nothing about it is proved, to whoever is told. */
final class LabTrail implements Trail {

    private final Trail told;

    LabTrail(Trail told) {
        this.told = told;
    }

    @Override
    public void happened(String subject, String event) {
        told.happened(subject, "INSECURE LAB: " + event);
    }

    @Override
    public Trail and(Trail other) {
        return new LabTrail(told.and(other));
    }
}
