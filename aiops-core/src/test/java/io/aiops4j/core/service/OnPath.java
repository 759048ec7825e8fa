package io.aiops4j.core.service;

/** Prints the state of a service, or what kind of failure there is, by the programs on the PATH of this process. */
final class OnPath {

    private OnPath() {}

    public static void main(String[] args) throws Exception {
        Services services = switch (args[0]) {
            case "systemd" -> Services.systemd();
            case "docker" -> Services.docker();
            default -> Services.windows();
        };
        try {
            System.out.print(services.state(args[1]));
        } catch (ServiceException e) {
            System.out.print(e.kind());
        }
    }
}
