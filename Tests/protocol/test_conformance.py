"""jupyter_kernel_test against the installed kernel `mvae`, every sample set, so that nothing is skipped."""

import tempfile
import unittest

import jupyter_kernel_test as jkt

SCRATCH = tempfile.TemporaryDirectory()
FOLDER = SCRATCH.name
CORPUS = "c = load demo tracks: 8 duration: 0.5"
FEATURES = f"{CORPUS}\nf = extract mfcc c coefficients: 4"
MODEL = f"{FEATURES}\nm = train basic f latent: 2 hidden: [4] epochs: 2"


class ConformanceTests(jkt.KernelTests):
    kernel_name = "mvae"
    language_name = "mvae"
    file_extension = ".mvae"

    code_hello_world = 'print "hello, world"'
    code_stderr = 'warn "careful"'
    completion_samples = [
        {"text": "disp", "matches": {"display"}},
        {"text": "clear wa", "matches": {"wait:"}},
        {"text": "clear wait: o", "matches": {"on", "off"}},
        {"text": "forg", "matches": {"forget"}},
        {"text": "load d", "matches": {"demo"}},
        {"text": "load demo trac", "matches": {"tracks:"}},
        {"text": "load demo tracks: 4 se", "matches": {"seed:"}},
        {"text": "extract mf", "matches": {"mfcc"}},
        {"text": "train b", "matches": {"basic"}},
        {"text": "plot latent x projection: p", "matches": {"pca"}},
        {"text": "show w", "matches": {"waveform"}},
    ]
    complete_code_samples = [
        "print 1",
        "x = [1, 2]",
        "# a comment",
        "",
        'print "a" \\\n 2',
        "x = [1,\n 2]",
        "load demo?",
        "show spectrogram (load demo tracks: 4)[0]",
        "1;",
    ]
    incomplete_code_samples = ["x = [1,", "print (", "print 1 \\", "x = [1,\n\n", "corpus[", "x = (load demo\n tracks: 4"]
    invalid_code_samples = ["x = )", 'print "a', "1 + 2", "x = = 3", "[1 2]", "a; b"]
    code_page_something = "help print"
    code_generate_error = "forget nothing_of_that_name"
    code_execute_result = [
        {"code": "1", "result": "1"},
        {"code": '"a"', "result": "a"},
        {"code": "[1, 2, 3]", "result": "[1, 2, 3]"},
        {"code": "x = 5\nx", "result": "5"},
        {"code": "_", "result": "5"},
        {"code": "0..<3", "result": "0..<3"},
        {"code": "y = [10, 20, 30]\ny[-1]", "result": "30"},
        {"code": f"{CORPUS}\nc[0].duration", "result": "0.5"},
        {"code": f"{MODEL}\nm.history.epoch", "result": "[1, 2]"},
        {"code": f"{FEATURES}\ng = cluster kmeans f k: 2\ng.labels.id[0]", "result": "demo-000"},
        {"code": f'{FEATURES}\nexport f "{FOLDER}/f.npz"\ni = import "{FOLDER}/f.npz"\ni.labels.id[0]', "result": "demo-000"},
        {"code": f"{MODEL}\nn = sample m count: 2\nn.labels.id[0]", "result": "sample0"},
        {"code": f"{MODEL}\nr = compare m k: 2 seeds: 1\nr.scores.method[0]", "result": "m"},
    ]
    code_display_data = [
        {"code": 'display "text"', "mime": "text/plain"},
        {"code": f"{CORPUS}\ndisplay c", "mime": "text/html"},
        {"code": f"{CORPUS}\nplay c[0]", "mime": "text/html"},
        {"code": f"{CORPUS}\nshow spectrogram c[0]", "mime": "image/png"},
        {"code": f"{CORPUS}\nshow waveform c[0]", "mime": "image/svg+xml"},
        {"code": f"{MODEL}\nplot latent m color: genre", "mime": "image/svg+xml"},
        {"code": f"{MODEL}\nplot losses m", "mime": "image/png"},
    ]
    code_history_pattern = "x = 5*"
    supported_history_operations = ("tail", "range", "search")
    code_inspect_sample = "print"
    code_clear_output = "clear"


class WelcomeTests(jkt.IopubWelcomeTests):
    kernel_name = "mvae"
    support_iopub_welcome = True


if __name__ == "__main__":
    unittest.main()
