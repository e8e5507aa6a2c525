using System.Text.RegularExpressions;

namespace CasaServerless.Kernel.Identity;

/// <summary>
/// Addresses that letters go to: a dot-atom (RFC 5322) at a domain of two names or more, in any script. Quoted names, addresses of machines
/// and names of this network are not among them.
/// </summary>
public static partial class EmailAddress
{
    const int Most = 254, MostBeforeAt = 64;

    public static bool IsOne(string typed) => typed.Length <= Most && typed.IndexOf('@', StringComparison.Ordinal) <= MostBeforeAt && Form().IsMatch(typed);

    [GeneratedRegex(
        @"\A[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@([\p{L}\p{M}0-9]([\p{L}\p{M}0-9-]{0,61}[\p{L}\p{M}0-9])?\.)+\p{L}([\p{L}\p{M}0-9-]{0,61}[\p{L}\p{M}0-9])?\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Form();
}
