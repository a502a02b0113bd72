package main

import (
	"log"
	"net/http"
	"os/exec"
	"path/filepath"
	"time"
)

func printLabel(w http.ResponseWriter, r *http.Request) {
	label := r.FormValue("label")
	if err := exec.Command("sh", "-c", "lp labels/"+label).Run(); err != nil {
		http.Error(w, "printer is out of paper", http.StatusInternalServerError)
	}
}

// Near miss: no shell, and only the last part of the name.
func printAgain(w http.ResponseWriter, r *http.Request) {
	label := filepath.Base(r.FormValue("label"))
	if err := exec.Command("lp", "--", filepath.Join("labels", label)).Run(); err != nil {
		http.Error(w, "printer is out of paper", http.StatusInternalServerError)
	}
}

func main() {
	http.HandleFunc("/print", printLabel)
	http.HandleFunc("/again", printAgain)
	server := &http.Server{Addr: "127.0.0.1:8081", ReadHeaderTimeout: 5 * time.Second}
	log.Fatal(server.ListenAndServe())
}
