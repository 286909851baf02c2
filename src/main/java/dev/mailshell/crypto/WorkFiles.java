package dev.mailshell.crypto;

import dev.mailshell.mime.WorkFile;
import dev.mailshell.mime.WorkFolder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The temporary files of one opening; those that nobody keeps are given back when it ends, however it ends. */
public final class WorkFiles implements AutoCloseable {

    private final WorkFolder folder;
    private final List<WorkFile> files = new ArrayList<>();

    /** Takes them from {@code folder}. */
    public WorkFiles(WorkFolder folder) {
        this.folder = folder;
    }

    /** One more. */
    public WorkFile take() {
        WorkFile file = folder.take();
        files.add(file);
        return file;
    }

    /** Leaves the file to the caller. */
    public WorkFile keep(WorkFile file) {
        files.remove(file);
        return file;
    }

    @Override
    public void close() throws IOException {
        IOException failure = null;
        for (WorkFile file : files) {
            try {
                file.close();
            } catch (IOException e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
