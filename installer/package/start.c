/* The start program for Windows: loads the Python beside it and lets it run the client.

   Built twice: for a window (GUI, no console behind it) and for the command line. It never looks
   for libraries or modules in the working folder or where the environment says. */

#include <wchar.h>
#include <windows.h>

typedef int (*run_python)(int, wchar_t **);

static const wchar_t *const OPTIONS[] = {L"-I", L"-B", L"-X", L"utf8", L"-m", L"start"};
enum { COUNT = sizeof OPTIONS / sizeof *OPTIONS, MOST = 4096, LONGEST = 33000 };

static int run(int argc, wchar_t **argv)
{
    static wchar_t path[LONGEST];
    static wchar_t *arguments[MOST];
    DWORD length = GetModuleFileNameW(NULL, path, LONGEST - 32);
    wchar_t *name = wcsrchr(path, L'\\');
    if (!length || !name || argc + COUNT >= MOST)
        return 3;
    wcscpy(name + 1, PYTHON);
    SetDllDirectoryW(L"");
    HMODULE python = LoadLibraryExW(path, NULL, LOAD_WITH_ALTERED_SEARCH_PATH);
    run_python run = python ? (run_python)(void *)GetProcAddress(python, "Py_Main") : NULL;
    if (!run) {
        MessageBoxW(NULL, L"SDK Desktop \x00e4r inte helt installerat. Installera det igen.",
                    L"SDK Desktop", MB_ICONERROR);
        return 3;
    }
    int count = 0;
    arguments[count++] = argv[0];
    for (int i = 0; i < COUNT; i++)
        arguments[count++] = (wchar_t *)OPTIONS[i];
    for (int i = 1; i < argc; i++)
        arguments[count++] = argv[i];
    return run(count, arguments);
}

#ifdef WINDOW
int WINAPI wWinMain(HINSTANCE instance, HINSTANCE before, PWSTR line, int show)
{
    int argc;
    wchar_t **argv = CommandLineToArgvW(GetCommandLineW(), &argc);
    return run(argc, argv);
}
#else
int wmain(int argc, wchar_t **argv)
{
    return run(argc, argv);
}
#endif
