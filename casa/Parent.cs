using System.Runtime.InteropServices;

namespace Casa;

/// <summary>
/// `dotnet run` hands SIGINT and SIGTERM on to us, but is gone without a word after SIGKILL. Then we end as on SIGTERM, and with us
/// everything that we started.
/// </summary>
static partial class Parent
{
    const int SigTerm = 15;

    public static async Task Watch()
    {
        var parent = getppid();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(500));
        while (await timer.WaitForNextTickAsync())
        {
            if (getppid() != parent)
            {
                _ = kill(Environment.ProcessId, SigTerm);
                return;
            }
        }
    }

    [LibraryImport("libc")]
    private static partial int getppid();

    [LibraryImport("libc")]
    private static partial int kill(int process, int signal);
}
